package labwire.dash.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A view of an element of an MPD. Immutable: what changes it gives a changed one.
 *
 * @param <S> the view itself
 */
public interface MpdElement<S extends MpdElement<S>> {
    /** What it is a view of, with all that the model has no name for. */
    XmlElement xml();

    /** The same view of another element. */
    S view(XmlElement other);

    /**
     * The value of an attribute of this very element; nothing is inherited and nothing defaulted.
     *
     * @throws IllegalArgumentException if it is malformed; never in what {@link MpdReader} has read
     */
    default <T> Optional<T> get(Attribute<T> attribute) {
        Optional<String> text = xml().attribute(attribute.name());
        return text.isPresent() ? Optional.of(attribute.type().parse(text.get())) : Optional.empty();
    }

    /** The same with an attribute set. */
    default <T> S with(Attribute<T> attribute, T value) {
        return view(xml().withAttribute(attribute.name(), attribute.type().format(value)));
    }

    /** The same without an attribute. */
    default S without(Attribute<?> attribute) {
        return view(xml().withoutAttribute(attribute.name()));
    }

    /** The same with an element added, after those of its kind and where the schema wants it. */
    default S with(MpdElement<?> child) {
        return with(child.xml());
    }

    /** The same with elements added, in their order, each where the schema wants it. */
    default S with(List<? extends MpdElement<?>> children) {
        XmlElement changed = xml();
        for (MpdElement<?> child : children) {
            changed = SchemaOrder.insert(changed, child.xml());
        }
        return view(changed);
    }

    /** The same with an element added, of whatever namespace. */
    default S with(XmlElement child) {
        return view(SchemaOrder.insert(xml(), child));
    }

    /** The same without the elements of that name in it. */
    default S without(String element) {
        List<XmlNode> left = new ArrayList<>(xml().content());
        left.removeIf(node -> node instanceof XmlElement child && child.name().isElement(element));
        return view(xml().withContent(left));
    }

    /** The elements of that name in it, each seen by a view. */
    default <V> List<V> children(String element, Function<XmlElement, V> view) {
        List<V> children = new ArrayList<>();
        for (XmlNode node : xml().content()) {
            if (node instanceof XmlElement child && child.name().isElement(element)) {
                children.add(view.apply(child));
            }
        }
        return children;
    }

    /** The first element of that name in it. */
    default <V> Optional<V> child(String element, Function<XmlElement, V> view) {
        for (XmlNode node : xml().content()) {
            if (node instanceof XmlElement child && child.name().isElement(element)) {
                return Optional.of(view.apply(child));
            }
        }
        return Optional.empty();
    }

    /** What a constructor of a view checks. */
    static void require(XmlElement xml, String element) {
        if (!xml.name().isElement(element)) {
            throw new IllegalArgumentException(
                    xml.name() + " of " + xml.name().namespace() + " (expected: " + element + ")");
        }
    }
}
