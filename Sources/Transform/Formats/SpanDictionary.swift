/// Numbers the distinct byte spans of a column, so that each is understood once.
///
/// Open addressing over a growing table; the bytes of the keys lie one after another in one arena.
struct SpanDictionary: ~Copyable {
  private struct Slot {
    var hash: UInt64
    var offset: Int
    var count: Int32
    var value: Int32
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  private var used = 0
  private var arena: UnsafeMutablePointer<UInt8>
  private var arenaUsed = 0
  private var arenaCapacity: Int
  /// The slot that answered last: neighbouring rows mostly repeat their neighbours.
  private var last = -1

  init() {
    mask = 255
    slots = Self.emptySlots(256)
    arenaCapacity = 1 << 14
    arena = .allocate(capacity: arenaCapacity)
  }

  deinit {
    slots.deallocate()
    arena.deallocate()
  }

  /// The value kept for a span, or nil when it was not seen before.
  @inline(__always)
  mutating func value(of key: UnsafeBufferPointer<UInt8>) -> Int32? {
    if last >= 0, matches(slots[last], key) { return slots[last].value }
    let slot = slotIndex(for: key, hash: Self.hash(key))
    guard slots[slot].count >= 0 else { return nil }
    last = slot
    return slots[slot].value
  }

  mutating func set(_ key: UnsafeBufferPointer<UInt8>, to value: Int32) {
    if (used + 1) * 2 > mask { grow() }
    let hash = Self.hash(key)
    let slot = slotIndex(for: key, hash: hash)
    if slots[slot].count < 0 {
      slots[slot] = Slot(hash: hash, offset: copied(key), count: Int32(key.count), value: value)
      used += 1
    } else {
      slots[slot].value = value
    }
    last = -1
  }

  @inline(__always)
  private func matches(_ slot: Slot, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    guard Int(slot.count) == key.count, let bytes = key.baseAddress else {
      return slot.count == 0 && key.isEmpty
    }
    let held = arena + slot.offset
    var index = 0
    let words = key.count & ~7
    while index < words {
      let left = UnsafeRawPointer(held + index).loadUnaligned(as: UInt64.self)
      let right = UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self)
      if left != right { return false }
      index += 8
    }
    while index < key.count {
      if held[index] != bytes[index] { return false }
      index += 1
    }
    return true
  }

  @inline(__always)
  private func slotIndex(for key: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
    var index = Int(truncatingIfNeeded: hash >> 20) & mask
    while slots[index].count >= 0 {
      if slots[index].hash == hash, matches(slots[index], key) { return index }
      index = (index + 1) & mask
    }
    return index
  }

  /// Eight bytes at a time, multiplied and folded; good enough for keys that nobody chooses to harm
  /// more than the speed of their own file.
  @inline(__always)
  private static func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let bytes = key.baseAddress else { return 0 }
    var hash = UInt64(truncatingIfNeeded: key.count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index + 8 <= key.count {
      hash = mixed(hash, UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self))
      index += 8
    }
    var tail: UInt64 = 0
    while index < key.count {
      tail = tail << 8 | UInt64(bytes[index])
      index += 1
    }
    return mixed(hash, tail)
  }

  @inline(__always)
  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }

  private mutating func copied(_ key: UnsafeBufferPointer<UInt8>) -> Int {
    if arenaUsed + key.count > arenaCapacity {
      let capacity = max(arenaCapacity * 2, arenaUsed + key.count)
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
      larger.update(from: arena, count: arenaUsed)
      arena.deallocate()
      arena = larger
      arenaCapacity = capacity
    }
    if let bytes = key.baseAddress { (arena + arenaUsed).update(from: bytes, count: key.count) }
    arenaUsed += key.count
    return arenaUsed - key.count
  }

  private mutating func grow() {
    let old = slots
    let oldCount = mask + 1
    mask = oldCount * 2 - 1
    slots = Self.emptySlots(mask + 1)
    for index in 0..<oldCount where old[index].count >= 0 {
      var target = Int(truncatingIfNeeded: old[index].hash >> 20) & mask
      while slots[target].count >= 0 { target = (target + 1) & mask }
      slots[target] = old[index]
    }
    old.deallocate()
  }

  private static func emptySlots(_ count: Int) -> UnsafeMutablePointer<Slot> {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
    slots.initialize(repeating: Slot(hash: 0, offset: 0, count: -1, value: 0), count: count)
    return slots
  }
}
