import Load
import Testing
