// A photo from a phone is larger than anybody needs to read a whiteboard: it is made smaller before it is kept.

/** Of the longer side, in pixels. */
export const maxPhotoSide = 2048
/** What is smaller in both is kept as it is. */
export const maxPhotoBytes = 1_000_000

/** Tried one after the other until the bytes fit; the last one is taken in any case. */
const tries = [
  { side: maxPhotoSide, quality: 0.85 },
  { side: maxPhotoSide, quality: 0.7 },
  { side: 1600, quality: 0.6 },
  { side: 1200, quality: 0.5 },
] as const

/** The same file when it is small already, or when this browser cannot read it as a picture. */
export async function scalePhoto(file: File): Promise<Blob> {
  // Drawings stay sharp at every size, and a browser that draws one might load what it links to.
  if (file.type === 'image/svg+xml') return file
  const bitmap = await createImageBitmap(file).catch(() => undefined)
  if (bitmap === undefined) return file
  try {
    if (Math.max(bitmap.width, bitmap.height) <= maxPhotoSide && file.size <= maxPhotoBytes) return file
    let blob: Blob = file
    for (const { side, quality } of tries) {
      blob = await drawn(bitmap, side, quality)
      if (blob.size <= maxPhotoBytes) break
    }
    return blob
  } finally {
    bitmap.close()
  }
}

function drawn(bitmap: ImageBitmap, side: number, quality: number): Promise<Blob> {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height))
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  )
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('this browser cannot draw pictures')
  // JPEG has no transparency: what shows through is paper, not ink.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type: 'image/jpeg', quality })
}
