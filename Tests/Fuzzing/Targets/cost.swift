import AdjointSchedules
import ScheduleFormats

/// Costs and sizes as text: what is read and printed is read as the same again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let cost = try? CostText.parse(bytes) {
    let text = CostText.text(cost.significand, fractionDigits: cost.fractionDigits)
    require((try? CostText.parse(text)) == cost, "\(cost) printed as \(text)")
    for scale in cost.fractionDigits...DecimalCost.maximumFractionDigits {
      guard let units = cost.units(scale: scale) else { continue }
      require(CostText.text(units, fractionDigits: scale) == text, "\(units) at scale \(scale) for \(text)")
    }
  }
  if let size = SizeText.parse(String(decoding: bytes, as: UTF8.self)) {
    if let down = size.roundedDown, let up = size.roundedUp {
      require(up - down == (size.exact == nil ? 1 : 0), "rounded to \(down) and \(up)")
    }
    if let exact = size.exact {
      require(SizeText.parse("\(exact) B")?.exact == exact, "\(exact) bytes")
    }
  }
  return 0
}
