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
    // The process ends here, when nothing is held any more: what an error carries is released first.
    exit(run().rawValue)
  }

  private static func run() -> ExitStatus {
    do {
      var command = try Pipeline.parseAsRoot()
      try command.run()
      return .ok
    } catch let error where ExitStatus.isToldByParser(error) {
      Pipeline.exit(withError: error)
    } catch {
      Console.complain(ExitStatus.sentence(of: error))
      return ExitStatus(error)
    }
  }
}
