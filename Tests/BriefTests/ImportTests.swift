import Testing
import Brief
