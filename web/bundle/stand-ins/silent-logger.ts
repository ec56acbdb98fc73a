// Stands in for `@libp2p/logger` and `birnam`: what the network does is shown on the status page, not in a console.
const logger = () => Object.assign(() => undefined, { enabled: false, error: noWord, trace: noWord, newScope: logger })
const noWord = () => undefined

const componentLogger = () => ({ forComponent: logger })

export { componentLogger as defaultLogger, componentLogger as peerLogger, componentLogger as prefixLogger, logger }
