package labwire.netlab.channel;

import io.netty.channel.ChannelOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The channel options that a kind of channel has beyond Netty's own, each with how it is read and set.
 *
 * @param <C> the channel's config
 */
final class OptionTable<C> {
    /** How one option is read and set. */
    record Access<C, T>(Function<C, T> getter, BiConsumer<C, T> setter) {}

    private final Map<ChannelOption<?>, Access<C, ?>> table = new LinkedHashMap<>();

    <T> OptionTable<C> with(ChannelOption<T> option, Function<C, T> getter, BiConsumer<C, T> setter) {
        table.put(option, new Access<>(getter, setter));
        return this;
    }

    ChannelOption<?>[] options() {
        return table.keySet().toArray(new ChannelOption<?>[0]);
    }

    /** Null for an option that is not in the table. */
    @SuppressWarnings("unchecked") // with() gives an option and its access the same type
    <T> @Nullable Access<C, T> find(ChannelOption<T> option) {
        return (Access<C, T>) table.get(option);
    }
}
