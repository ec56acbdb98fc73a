// Stands in for `@codemirror/autocomplete`, which the Markdown language brings along to complete HTML tags.
export class CompletionContext {}
