// Stands in for base256emoji of `multiformats`, a spelling of bytes that nothing here reads or writes.
export {}
