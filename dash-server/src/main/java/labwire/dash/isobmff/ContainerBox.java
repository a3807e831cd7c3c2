package labwire.dash.isobmff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A box that holds nothing but boxes.
 *
 * @param path where it was read, its type last
 */
public record ContainerBox(BoxPath path, List<Box> children) implements Box {
    public ContainerBox {
        children = List.copyOf(children);
    }

    public static ContainerBox of(String type, List<? extends Box> children) {
        return new ContainerBox(BoxPath.of(type), List.copyOf(children));
    }

    public static ContainerBox of(String type, Box... children) {
        return new ContainerBox(BoxPath.of(type), List.of(children));
    }

    @Override
    public String type() {
        return path.type();
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.boxes(children);
    }

    /** The boxes of a kind, in order. */
    public <T extends Box> List<T> all(Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (Box child : children) {
            if (kind.isInstance(child)) {
                found.add(kind.cast(child));
            }
        }
        return found;
    }

    /** The containers of a type, in order. */
    public List<ContainerBox> containers(String type) {
        return all(ContainerBox.class).stream()
                .filter(child -> child.type().equals(type))
                .toList();
    }

    /**
     * The box of a kind, if there is one.
     *
     * @throws Mp4Exception if there are several
     */
    public <T extends Box> Optional<T> optional(Class<T> kind) throws Mp4Exception {
        return atMostOne(all(kind));
    }

    /**
     * The one box of a kind.
     *
     * @param type how to call it if it is missing
     * @throws Mp4Exception if there is none, or several
     */
    public <T extends Box> T only(Class<T> kind, String type) throws Mp4Exception {
        return one(all(kind), type);
    }

    /** The container of a type, if there is one. */
    public Optional<ContainerBox> optionalContainer(String type) throws Mp4Exception {
        return atMostOne(containers(type));
    }

    /** The one container of a type. */
    public ContainerBox container(String type) throws Mp4Exception {
        return one(containers(type), type);
    }

    private <T extends Box> Optional<T> atMostOne(List<T> found) throws Mp4Exception {
        if (found.size() > 1) {
            throw new Mp4Exception(
                    path.child(found.get(0).type()), found.size() + " in one " + type() + " (expected: one at most)");
        }
        return found.stream().findFirst();
    }

    private <T extends Box> T one(List<T> found, String type) throws Mp4Exception {
        return atMostOne(found).orElseThrow(() -> new Mp4Exception(path.child(type), "missing (expected: one)"));
    }
}
