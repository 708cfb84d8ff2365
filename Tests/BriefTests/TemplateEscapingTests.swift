import Foundation
import Support
import Testing

@testable import Brief

/// A template of somebody's own that does not say how its texts are to be escaped.
struct TemplateEscapingTests {
  @Test(arguments: ["", "\u{301}", "\u{731}", "\u{FE0F}"])
  func `no text ends an attribute of a page of somebody's own`(mark: String) throws {
    let folder = TemporaryFolder()
    _ = try folder.write("own.html.mustache", "<p title=\"{{title}}\">{{title}}</p>")
    let template = try PageTemplate(
      "own.html.mustache", from: Templates(in: URL(filePath: folder.path)))
    let page = try template.render([
      "title": "x\"\(mark) onload=y '\(mark) <\(mark)b>\(mark) &\(mark)"
    ])
    let text = "x&quot;\(mark) onload=y &#39;\(mark) &lt;\(mark)b&gt;\(mark) &amp;\(mark)"
    #expect(Array(page.utf8) == Array("<p title=\"\(text)\">\(text)</p>".utf8))
  }
}
