import ArgumentParser
import Load

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@main
enum Main {
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    LastResort.install()
    do {
      var command = try Pipeline.parseAsRoot()
      try command.run()
    } catch let error where ExitStatus.isToldByParser(error) {
      Pipeline.exit(withError: error)
    } catch {
      Console.complain(ExitStatus.sentence(of: error))
      exit(ExitStatus(error).rawValue)
    }
  }
}
