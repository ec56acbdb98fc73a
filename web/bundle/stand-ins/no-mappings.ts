// Stands in for what libp2p knows of ports that a router forwards and of names for its addresses: a page listens through
// relays alone, has no port, and nobody tells it of a mapping.
class NoMappings {
  has = () => false
  add = () => undefined
  remove = () => false
  getAll = (): readonly never[] => []
  confirm = () => false
  unconfirm = () => false
}

export { NoMappings as DNSMappings, NoMappings as IPMappings }
