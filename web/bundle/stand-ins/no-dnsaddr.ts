// Stands in for `@multiformats/dns`: pages cannot ask DNS, and no address of a camp is a `/dnsaddr`.
export const RecordType = { A: 1, CNAME: 5, TXT: 16, AAAA: 28 }

export const dns = () => ({
  query: async (): Promise<never> => {
    throw new Error('a page cannot ask DNS')
  },
})
