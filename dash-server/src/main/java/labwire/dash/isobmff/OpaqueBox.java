package labwire.dash.isobmff;

/** A box of a type that nothing here needs to understand: its bytes, as they were. */
public record OpaqueBox(String type, Bytes body) implements Box {
    @Override
    public void writeBody(BoxWriter out) {
        out.bytes(body);
    }
}
