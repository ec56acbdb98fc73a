// Ways of filling, asking and reading an index of MiniSearch that ours does without.
import type { Unused } from './find-unused.ts'

export const unusedSearch: Unused = {
  methods: [
    'addAll',
    'addAllAsync',
    'autoSuggest',
    'discardAll',
    'getDefault',
    'getStoredFields',
    'isVacuuming',
    'loadJSONAsync',
    'loadJSAsync',
    'removeAll',
    'termCount',
    'vacuum',
  ],
}
