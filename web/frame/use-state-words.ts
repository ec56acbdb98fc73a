import { useStorage } from '../design/use-storage.ts'
import { useNetworkState, useSaveState } from '../notebook-context.tsx'
import { type StateWords, stateWords } from './state-words.ts'

/** The words of the state pill, as of now. */
export function useStateWords(): StateWords {
  const [save, network, storage] = [useSaveState(), useNetworkState(), useStorage()]
  return stateWords({ save, network, storage })
}
