import CZlib

/// Unpacks one gzip stream that arrives in pieces, and insists on its end.
///
/// libcurl's own decoding accepts a stream that was cut short (measured on 7.88.1), which is why
/// the bytes are asked for as they are and unpacked here.
final class GzipInflater {
  // zlib keeps a pointer back to the stream, so it must not move.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private var hasEnded = false

  /// - Throws: ``FetchError`` when there is no memory.
  init() throws {
    stream.initialize(to: z_stream())
    guard zlib_inflate_init(stream, 15 + 16) == Z_OK else { throw FetchError("gzip", .noMemory) }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    output.deallocate()
  }

  /// Unpacks a piece.
  ///
  /// - Throws: ``FetchOutcome/Encoding`` when it is not one good gzip stream, or what `use` throws.
  func inflatePiece(
    _ piece: UnsafeRawBufferPointer, _ use: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    guard !piece.isEmpty else { return }
    if hasEnded { throw FetchOutcome.Encoding.secondMember }
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: piece.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = UInt32(piece.count)
    repeat { try step(use) } while !hasEnded && hasMore
    if hasEnded && stream.pointee.avail_in > 0 { throw FetchOutcome.Encoding.secondMember }
  }

  /// - Throws: ``FetchOutcome/Encoding`` when the stream has not come to its end.
  func finish() throws {
    if !hasEnded { throw FetchOutcome.Encoding.cutShort }
  }

  private var hasMore: Bool { stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0 }

  private func step(_ use: (UnsafeRawBufferPointer) throws -> Void) throws {
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(output.count)
    let code = inflate(stream, Z_NO_FLUSH)
    let count = output.count - Int(stream.pointee.avail_out)
    if count > 0 { try use(UnsafeRawBufferPointer(rebasing: output[..<count])) }
    switch code {
    case Z_STREAM_END: hasEnded = true
    case Z_OK, Z_BUF_ERROR: break
    case Z_MEM_ERROR: throw FetchError("gzip", .noMemory)
    default: throw damage
    }
  }

  private var damage: FetchOutcome.Encoding {
    guard let message = stream.pointee.msg else { return .notGzip }
    let said = String(cString: message)
    return said.contains("data check") || said.contains("length check") ? .badChecksum : .notGzip
  }
}

extension FetchOutcome.Encoding: Error {}

/// The version of zlib that is in use.
let gzipVersion = String(cString: zlibVersion())
