package labwire.netlab.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Passes on what an interface tells, to all who listen at that moment. */
final class InterfaceListeners implements InterfaceListener {
    private final List<InterfaceListener> listeners = new ArrayList<>();

    int size() {
        return listeners.size();
    }

    void add(InterfaceListener listener) {
        listeners.add(listener);
    }

    void remove(InterfaceListener listener) {
        listeners.remove(listener);
    }

    private void tell(Consumer<InterfaceListener> news) {
        List.copyOf(listeners).forEach(news);
    }

    @Override
    public void added(NetworkInterface on) {
        tell(listener -> listener.added(on));
    }

    @Override
    public void removed(NetworkInterface on) {
        tell(listener -> listener.removed(on));
    }

    @Override
    public void upOrDown(NetworkInterface on) {
        tell(listener -> listener.upOrDown(on));
    }

    @Override
    public void addressesChanged(NetworkInterface on) {
        tell(listener -> listener.addressesChanged(on));
    }

    @Override
    public void bandwidthChanged(NetworkInterface on) {
        tell(listener -> listener.bandwidthChanged(on));
    }
}
