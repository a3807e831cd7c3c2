package labwire.dash.manifest;

/** An attribute that the model knows: the key to read and set it by. */
public record Attribute<T>(XmlName name, ValueType<T> type) {
    static <T> Attribute<T> of(String name, ValueType<T> type) {
        return new Attribute<>(XmlName.attribute(name), type);
    }

    /** The name, as messages have it. */
    @Override
    public String toString() {
        return "@" + name;
    }
}
