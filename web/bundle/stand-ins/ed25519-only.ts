// Stands in for the RSA, ECDSA and secp256k1 parts of `@libp2p/crypto`: everybody who takes part has an Ed25519 key.
import { UnsupportedKeyTypeError } from '@libp2p/interface'

function refuse(): never {
  throw new UnsupportedKeyTypeError('only Ed25519 keys are known here')
}

export const generateECDSAKeyPair = refuse
export const pkiMessageToECDSAPrivateKey = refuse
export const pkiMessageToECDSAPublicKey = refuse
export const unmarshalECDSAPrivateKey = refuse
export const unmarshalECDSAPublicKey = refuse
export const pkcs1ToRSAPrivateKey = refuse
export const pkcs1MessageToRSAPrivateKey = refuse
export const pkixToRSAPublicKey = refuse
export const pkixMessageToRSAPublicKey = refuse
export const jwkToRSAPrivateKey = refuse
export const generateRSAKeyPair = refuse
export const generateSecp256k1KeyPair = refuse
export const unmarshalSecp256k1PrivateKey = refuse
export const unmarshalSecp256k1PublicKey = refuse
export const privateKeyToPKIMessage = refuse
export const publicKeyToPKIMessage = refuse
export const decodeDer = refuse
