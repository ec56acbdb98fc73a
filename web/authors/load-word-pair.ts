// In a file of its own, which is loaded when two people have one name: the words are as large as a screen.
export { wordPair } from '../../src/index.ts'
