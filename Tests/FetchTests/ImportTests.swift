import Testing
import Fetch
