// Stands in for `@codemirror/lang-html`, which the Markdown language brings along: tags in notes stay plain text, and
// nobody downloads the parsers of three more languages for them.

export const html = () => ({ support: [], language: { parser: undefined } })

export const htmlCompletionSource = () => null
