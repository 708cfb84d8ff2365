import Mustache
import Support
import Testing

@testable import Brief
@testable import Load

/// Our own rendering of plain templates against the template engine's.
struct PlainTemplateTests {
  /// Both renderings, without the blank lines that the engine leaves where its template was cut.
  private func both(_ text: String, _ view: [String: Any]) throws -> (ours: String, engine: String)
  {
    _ = PageText.isRegistered
    let plain = try #require(PlainTemplate(text))
    return (plain.render(view), try MustacheTemplate(string: text).render(view))
  }

  @Test(arguments: [
    "a {{b}} c\n", "{{#list}}\n<li>{{.}}\n{{/list}}\n",
    "{{^list}}none{{/list}}{{#yes}}\nx\n{{/yes}}\n",
    "  {{#yes}}  \n y {{#no}}z{{/no}}\n {{/yes}}\nend", "{{#rows}}{{name}}: {{outer}}; {{/rows}}",
    "{{{raw}}} {{&raw}} {{raw}}\n{{! a comment }}\nafter",
    "{{#text}}[{{.}}]{{/text}}{{^text}}no{{/text}}",
    "{{#rows}}\n{{#inner}}\n- {{.}} of {{name}}\n{{/inner}}\n{{/rows}}\n{{number}}",
    "{{% CONTENT_TYPE:TEXT}}\n# {{raw}}\n", "{{#none}}x{{/none}}{{^none}}y{{/none}}",
  ])
  func `plain tags give what the engine gives`(template: String) throws {
    let view: [String: Any] = [
      "b": "B & <b>", "list": ["one", "t'wo"], "yes": true, "no": false, "outer": "O", "number": 7,
      "raw": "<i>\"&</i>", "text": "words", "none": [String](),
      "rows": [
        ["name": "n1", "inner": ["x", "y"]] as [String: Any],
        ["name": "n2", "inner": [String]()] as [String: Any],
      ],
    ]
    let (ours, engine) = try both(template, view)
    #expect(ours == engine)
  }

  @Test(arguments: [
    "{{> part}}", "{{=<% %>=}}", "{{#a}}", "{{/a}}", "{{a.b}}", "{{#f(a)}}{{/f(a)}}",
  ])
  func `other templates are left to the engine`(template: String) {
    #expect(PlainTemplate(template) == nil)
  }

  @Test func `the built-in templates are plain, and a briefing is what the engine makes of it`()
    throws
  {
    let briefing = try SampleRows.briefing("E06000018", GapTests.switchedOff)
    let views: [(String, [String: Any])] = [
      ("area-briefing.html.mustache", try HTML.view(briefing, in: PageShell(), styles: "")),
      ("area-briefing.md.mustache", Markdown.view(briefing, in: PageShell())),
    ]
    for (name, view) in views {
      let (ours, engine) = try both(Templates.embedded.text(name), view)
      #expect(ours == engine, "\(name)")
    }
    for template in SiteTemplate.allCases {
      #expect(PlainTemplate(try Templates.embedded.text(template.file)) != nil, "\(template)")
    }
  }
}
