// Whoever opens an outcome can type at once; what stands around the text follows in a chunk of its own.
export const loadBesideText = () => import('./beside-text.tsx')
