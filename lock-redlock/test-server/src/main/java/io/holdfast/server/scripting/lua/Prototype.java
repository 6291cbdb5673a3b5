package io.holdfast.server.scripting.lua;

/** The executable form of a function's source, without the variables that it captures. */
final class Prototype {

  /** The chunk as its compiler was told, and as messages show it. */
  final String chunkName;

  final String shownName;
  final Shape shape;

  /** The slots of the parameters that need a cell. */
  final int[] sharedParameters;

  final Statement[] body;

  Prototype(String chunkName, Shape shape, int[] sharedParameters, Statement[] body) {
    this.chunkName = chunkName;
    this.shownName = ChunkName.shown(chunkName, ChunkName.IN_ERRORS);
    this.shape = shape;
    this.sharedParameters = sharedParameters;
    this.body = body;
  }

  /**
   * What a frame is made by.
   *
   * @param parameters how many there are
   * @param hasVarargs whether "..." takes the other arguments
   * @param argSlot where the table "arg" of the other arguments goes, or -1
   * @param frameSize how many slots there are
   * @param weight a bound on how deep its nodes nest, and so on the stack it needs
   */
  record Shape(int parameters, boolean hasVarargs, int argSlot, int frameSize, int weight) {}
}
