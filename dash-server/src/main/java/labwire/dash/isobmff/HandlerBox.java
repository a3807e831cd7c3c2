package labwire.dash.isobmff;

/**
 * {@code hdlr}: what kind of media a track is (8.4.3).
 *
 * @param handler {@code vide}, {@code soun}, {@code text}, {@code subt} …
 * @param name for people
 */
public record HandlerBox(String handler, String name) implements Box {
    static HandlerBox read(BoxInput in) throws Mp4Exception {
        in.versionAndFlags(0);
        in.bytes(4);
        String handler = in.fourCharacters();
        in.bytes(12);
        return new HandlerBox(handler, in.text());
    }

    @Override
    public String type() {
        return "hdlr";
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.versionAndFlags(0, 0).zeros(4).fourCharacters(handler).zeros(12).text(name);
    }
}
