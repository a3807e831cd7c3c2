package labwire.netlab.device.storage;

import java.util.List;

/** The store that is none. */
enum ForgetfulStore implements DeviceStore {
    INSTANCE;

    @Override
    public List<DeviceFile> files() {
        return List.of();
    }

    @Override
    public void save(DeviceFile file) {}

    @Override
    public void delete(String name) {}

    @Override
    public String describe(String name) {
        return name;
    }
}
