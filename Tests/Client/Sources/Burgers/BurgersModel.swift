/// Burgers' equation u_t + u u_x = nu u_xx on a ring, stepped explicitly, and the adjoint of a step written by hand.
///
/// The step is not linear: its adjoint needs the state that the step started from. The viscosity is a parameter, to whose
/// gradient every step adds.
public struct BurgersModel: Sendable {
  public let points: Int
  private let advection: Double
  private let diffusion: Double
  private let diffusionByViscosity: Double

  /// - Precondition: `points` >= 3.
  public init(points: Int = 64, viscosity: Double = 0.01, timeStep: Double = 0.002) {
    precondition(points >= 3, "a point has two neighbours")
    self.points = points
    let width = 1 / Double(points)
    advection = timeStep / (2 * width)
    diffusionByViscosity = timeStep / (width * width)
    diffusion = viscosity * diffusionByViscosity
  }

  /// A smooth wave to begin with, in arithmetic that gives the same bits on every machine.
  public var start: [Double] {
    (0..<points).map { point in
      let x = Double(point) / Double(points)
      return 1 + 16 * x * (1 - x) * (0.5 - x)
    }
  }

  /// Returns the state one time step later.
  public func step(_ u: [Double]) -> [Double] {
    (0..<points).map { i in
      let (left, right) = (u[(i + points - 1) % points], u[(i + 1) % points])
      return u[i] - advection * u[i] * (right - left) + diffusion * (right - 2 * u[i] + left)
    }
  }

  /// Returns the gradient from the state before a step on, from that of the state after it.
  public func stepAdjoint(_ u: [Double], _ gradient: BurgersGradient) -> BurgersGradient {
    var result = gradient
    let adjoint = gradient.state
    for i in 0..<points {
      let (before, after) = ((i + points - 1) % points, (i + 1) % points)
      let own = adjoint[i] * (1 - advection * (u[after] - u[before]) - 2 * diffusion)
      let fromLeft = adjoint[before] * (diffusion - advection * u[before])
      let fromRight = adjoint[after] * (diffusion + advection * u[after])
      result.state[i] = own + fromLeft + fromRight
      result.viscosity += adjoint[i] * diffusionByViscosity * (u[after] - 2 * u[i] + u[before])
    }
    return result
  }

  /// What is differentiated: half the sum of the squares of the last state.
  public func cost(_ u: [Double]) -> Double { u.reduce(0) { $0 + $1 * $1 } / 2 }

  /// Returns the gradient of the cost with respect to the last state; the viscosity has no part in the cost itself.
  public func costGradient(_ u: [Double]) -> BurgersGradient { BurgersGradient(state: u, viscosity: 0) }

  /// Returns the gradient with respect to the first state and the viscosity, every state kept in an array.
  public func gradientKeepingAll(steps: Int) -> BurgersGradient {
    var states = [start]
    for step in 0..<steps { states.append(self.step(states[step])) }
    var adjoint = costGradient(states[steps])
    for step in (0..<steps).reversed() { adjoint = stepAdjoint(states[step], adjoint) }
    return adjoint
  }
}

/// The gradient of the cost with respect to a state, and with respect to the viscosity of the steps after it.
public struct BurgersGradient: Equatable, Sendable {
  public var state: [Double]
  public var viscosity: Double
}
