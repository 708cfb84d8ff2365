import Fetch
import Testing
