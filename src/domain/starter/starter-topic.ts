// One topic of the starter catalog.

export interface StarterTopic {
  readonly number?: string
  readonly title: string
  readonly summary: string
  readonly learn?: string
  readonly tags?: readonly string[]
  readonly proposedBy?: readonly string[]
  readonly necessary?: readonly string[]
}
