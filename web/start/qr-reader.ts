// Reads QR codes where the browser can; many cannot, and then nothing offers it.

interface QrDetector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}

declare global {
  // Not in every browser, and not in TypeScript's list of what browsers have.
  var BarcodeDetector: (new (options: { readonly formats: readonly string[] }) => QrDetector) | undefined
}

/** A camera is given to secure pages only. */
export const canScanQr = (): boolean =>
  globalThis.BarcodeDetector !== undefined && navigator.mediaDevices?.getUserMedia !== undefined

export function createQrReader(): QrDetector | undefined {
  const Detector = globalThis.BarcodeDetector
  return Detector === undefined ? undefined : new Detector({ formats: ['qr_code'] })
}
