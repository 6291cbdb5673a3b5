package io.holdfast.server.commands.geo;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;

/** In what distances are measured. */
enum Unit {
  M(1),
  KM(1000),
  FT(0.3048),
  MI(1609.34);

  private final double meters;

  Unit(double meters) {
    this.meters = meters;
  }

  static Unit parse(Call call, int index) {
    for (Unit unit : values()) {
      if (call.isWord(index, unit.name().toLowerCase(java.util.Locale.ROOT))) {
        return unit;
      }
    }
    throw new CommandError("ERR unsupported unit provided. please use M, KM, FT, MI");
  }

  double meters() {
    return meters;
  }
}
