// The map in the pictures of the documentation, as JSON Canvas.
const things = [
  ['a', 'concept', 'Everything on every laptop', 260, 0],
  ['b', 'obstacle', 'The radio drops out', 0, 160],
  ['c', 'obstacle', 'Two people edit one line', 280, 160],
  ['d', 'solution', 'Merge instead of overwrite', 280, 330],
  ['e', 'question', 'Who pays for the disk?', 560, 160],
  ['f', 'solution', 'Meet anybody, have it all', 0, 330],
  ['g', 'related-topic', 'Local Discovery', 560, 330],
] as const
const links = [
  ['a', 'b', 'fails when'],
  ['a', 'c', 'fails when'],
  ['c', 'd', 'solved by'],
  ['b', 'f', 'solved by'],
  ['a', 'e', ''],
  ['f', 'g', 'needs'],
] as const

export const pictureMap = JSON.stringify({
  nodes: things.map(([id, kind, text, x, y]) => ({
    ...{ id, type: 'text', text, x, y, width: 220, height: 80 },
    divelog: { kind },
  })),
  edges: links.map(([fromNode, toNode, label]) => ({ id: fromNode + toNode, fromNode, toNode, label })),
  divelog: {
    axes: { top: 'important', bottom: 'less so', left: 'hard', right: 'easy' },
    dots: [
      { id: 'p', label: 'Pairing', x: 0.72, y: 0.8 },
      { id: 'q', label: 'Photos', x: 0.35, y: 0.45 },
      { id: 'r', label: 'Printing', x: 0.8, y: 0.2 },
    ],
  },
})
