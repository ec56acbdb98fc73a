// Stands in for the metrics of gossipsub: there is no Prometheus in a page, and what is counted is named by these.
const names: Readonly<Record<string, string>> = {}

export {
  names as ChurnReason,
  names as IDontWantSkipPath,
  names as IHaveIgnoreReason,
  names as InclusionReason,
  names as MessageSource,
  names as ScorePenalty,
  names as ScoreThreshold,
}

export const getMetrics = () => null

export const computeAllPeersScoreWeights = () => null
