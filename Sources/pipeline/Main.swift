import ArgumentParser

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
    do {
      var command = try Pipeline.parseAsRoot()
      try command.run()
    } catch let error where ExitStatus.knows(error) {
      Console.complain("\(error)")
      exit(ExitStatus(error).rawValue)
    } catch {
      Pipeline.exit(withError: error)
    }
  }
}
