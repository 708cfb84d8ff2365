import Testing
import Transform
