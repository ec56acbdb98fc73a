// The parts of the library that commands speak to.
import type { OpenNodeNotebook } from '../open-notebook.node.ts'

export type Notebook = OpenNodeNotebook['notebook']
export type Network = NonNullable<OpenNodeNotebook['network']>
export type ListenTroubles = OpenNodeNotebook['listenTroubles']
export type ReplicaStoreView = OpenNodeNotebook['store']
