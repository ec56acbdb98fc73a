// Texts that break software, by what they try. Written as escapes where an editor would hide or change them.

const names = {
  prototype: '__proto__',
  constructor: 'constructor',
  'to string': 'toString',
  'has own property': 'hasOwnProperty',
  'promise method': 'then',
  undefined: 'undefined',
  'not a number': 'NaN',
  'octal number': '007',
  'big number': '1e999',
  boolean: 'false',
}

const paths = {
  'parent folder': '../x',
  'parents without end': '../../../../../../etc/passwd',
  'absolute path': '/etc/shadow',
  'windows path': '..\\..\\windows\\system32\\x.dll',
  'percent escapes': '%2e%2e%2f%00.md',
  'home folder': '~/x',
  'reserved device': 'CON',
  'hidden file': '.htaccess',
  'trailing dot': 'name.',
  'colon and stream': 'C:name::$DATA',
  'readme again': 'README',
}

const scripts = {
  'html tag': '<script>alert(1)</script>',
  'image with handler': '"><img src=x onerror=alert(1)>',
  'vector with handler': '<svg/onload=alert(1)>',
  'comment end': '--> <!-- divelog:page 1 2 3 4 5 -->',
  'lengths comment': '<!-- divelog:page 0 0 0 0 0 -->',
  'script url': '[click](javascript:alert(1))',
  'character data': ']]>&lt;&#60;&amp;&#0;&#xD800;',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it looks like one so that somebody fills it in
  template: '${7*7} {{7*7}} <%= 7*7 %> #{7*7}',
  'database query': "'; DROP TABLE topics; --",
  shell: '$(touch /tmp/x) `id` ; | & && > < \\',
}

const sheets = {
  formula: '=HYPERLINK("http://example.org","x")',
  'formula with plus': "+cmd|' /C calc'!A0",
  'formula with minus': '-2+3',
  'formula with at': '@SUM(1+1)*cmd',
}

const markdown = {
  'table cells': 'a | b || c \\| d \\\\| e',
  'table delimiter': '|---|:-:|',
  heading: '# Goal',
  'setext heading': 'Goal ====',
  quote: '> > quote',
  fence: '```js',
  'list marks': '- [ ] * + 1. 2)',
  'line break tag': 'a<br>b<br/>c\\<br>d',
  'link label': '[x](<./y.md>) ![z][1]',
  'link reference': '[1]: http://example.org "t"',
  'auto link': 'www.example.org https://example.org/?a=b#c me@example.org',
  'emphasis runs': '***__~~a~~__***',
  backslashes: '\\\\\\\\',
  'trailing backslash': 'ends with \\',
  entities: '&copy;&nbsp;&#9;&bsol;',
  commas: ',a,,b,',
  nobody: 'N/A',
}

const unicode = {
  'right to left': '\u0634\u0644\u0648\u0645 \u05e9\u05dc\u05d5\u05dd',
  'override marks': 'evil\u202egnp.exe\u202c',
  isolates: '\u2066a\u2067b\u2068c\u2069',
  'zero width': 'z\u200be\u200cr\u200do\u2060w\ufeffidth',
  'emoji family': '\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66',
  'emoji flags and tones': '\ud83c\uddf5\ud83c\uddf9\ud83c\udff4\u200d\u2620\ufe0f\ud83d\udc4b\ud83c\udffe',
  'keycap and variation': '1\ufe0f\u20e3 \u2764\ufe0e \u2764\ufe0f',
  'composed and not': 'e\u0301 \u00e9 \u1e9b\u0323 \ufb01',
  'marks without end': `Z${'\u0335\u0348\u0310'.repeat(20)}`,
  'sharp s and dotless i': 'STRASSE stra\u00dfe \u0130\u0131',
  'lone surrogates': 'half \ud83d and \udca9 half',
  'surrogates the wrong way': '\udca9\ud83d',
  nul: 'before\u0000after',
  controls: 'a\u0001\u0007\u0008\u001b[31m\u007fb',
  'other line ends': 'a\rb\u2028c\u2029d\u0085e\u000bf',
  'tab and spaces': 'a\t\tb  c\u00a0d\u3000e',
  noncharacters: 'a\ufffeb\uffffc\ufdd0\ud83f\udfff',
  'private use': '\ue000\uf8ff\udbff\udffd',
  'mathematical letters': '\ud835\udcd7\ud835\udcee\ud835\udcf5\ud835\udcf5\ud835\udcf8',
  'cjk and hangul': '\u90e8\u843d\u683c \u793e\u6703\u79d1\u5b78\u9662 \uc0ac\ud68c',
}

/** By what they try; each is a single line as people would type it into a field. */
export const naughtyStrings: readonly (readonly [string, string])[] = Object.entries({
  ...names,
  ...paths,
  ...scripts,
  ...sheets,
  ...markdown,
  ...unicode,
})

/** Longer than any field of one line takes. */
export const veryLong = `long ${'x\ud83d\udca9'.repeat(4_000)} end`

/** What is left where only text can be kept that every laptop can read again: whole characters without NUL. */
export const asText = (text: string): string => text.replaceAll('\0', '').toWellFormed()
