package labwire.netlab.topology;

/** A line for a device's console, and where it was written. */
public record ConfigLine(SourceLocation at, String text) {}
