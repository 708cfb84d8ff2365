import Testing
import Load
