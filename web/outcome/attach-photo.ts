// A photo from a phone is larger than anybody needs to read a whiteboard: it is scaled down before it is kept.
import type { Attachment, Notebook, TopicId } from '../../src/index.ts'

const maxSide = 2048
const quality = 0.85

export async function attachPhoto(notebook: Notebook, topicId: TopicId, file: File): Promise<Attachment> {
  const small = await scaleDown(file)
  return notebook.attach(topicId, {
    name: small === file ? file.name : file.name.replace(/\.\w+$/, '.jpg'),
    type: small.type,
    bytes: new Uint8Array(await small.arrayBuffer()),
  })
}

/** The same file when it is small already, or when the browser cannot read it as a picture. */
async function scaleDown(file: File): Promise<Blob> {
  if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type)) return file
  const bitmap = await createImageBitmap(file).catch(() => undefined)
  if (bitmap === undefined) return file
  const scale = Math.min(1, maxSide / Math.max(bitmap.width, bitmap.height))
  if (scale === 1 && file.size < 1_000_000) return file
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type: 'image/jpeg', quality })
}
