import Brief
import Testing
