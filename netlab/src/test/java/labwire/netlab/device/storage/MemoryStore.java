package labwire.netlab.device.storage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps files in memory, for one device after another. */
public final class MemoryStore implements DeviceStore {
    private final Map<String, DeviceFile> files = new TreeMap<>();

    @Override
    public List<DeviceFile> files() {
        return List.copyOf(files.values());
    }

    @Override
    public void save(DeviceFile file) {
        files.put(file.name(), file);
    }

    @Override
    public void delete(String name) {
        files.remove(name);
    }

    @Override
    public String describe(String name) {
        return "memory/" + name;
    }
}
