package labwire.netlab.console.ios;

import java.util.List;
import java.util.Map;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.IosSettings;
import labwire.netlab.device.LoopbackInterface;

/**
 * A device's configuration as text, made from the device itself by the parts of its language. A fresh device that
 * starts with it comes to the same state, and to the same text.
 */
public final class RunningConfig {
    private final IosLanguage language;
    private final IosDevice device;

    private RunningConfig(IosLanguage language, IosDevice device) {
        this.language = language;
        this.device = device;
    }

    /** The whole configuration. */
    public static String of(IosLanguage language, IosDevice device) {
        return new RunningConfig(language, device).whole(new ConfigText(false));
    }

    /** The whole configuration with its defaults. */
    public static String withDefaults(IosLanguage language, IosDevice device) {
        return new RunningConfig(language, device).whole(new ConfigText(true));
    }

    /** What concerns one interface. */
    public static String of(IosLanguage language, IosDevice device, DeviceInterface one) {
        ConfigText text = new ConfigText(false);
        text.separator();
        new RunningConfig(language, device).writeInterface(one, text);
        text.line("end");
        return text.toString();
    }

    private String whole(ConfigText text) {
        text.separator();
        for (ConfigPlace place : ConfigPlace.values()) {
            ConfigText written = text.fresh();
            writeKept(place, written);
            for (ConfigPart part : language.parts(place)) {
                part.write(device, written);
            }
            if (place == ConfigPlace.INTERFACE) {
                writeInterfaces(true, text);
                writeInterfaces(false, text);
            } else if (!written.isEmpty()) {
                text.append(written);
                text.separator();
            }
        }
        text.line("end");
        return text.toString();
    }

    private void writeKept(ConfigPlace place, ConfigText text) {
        IosSettings settings = device.settings();
        settings.keptLines().stream()
                .filter(line -> ConfigPlace.of(line) == place)
                .forEach(text::line);
        for (Map.Entry<String, List<String>> section : settings.keptSections().entrySet()) {
            if (ConfigPlace.of(section.getKey()) == place) {
                text.line(section.getKey());
                section.getValue().forEach(text::child);
            }
        }
    }

    /** IOS has the loopbacks before all others. */
    private void writeInterfaces(boolean loopbacks, ConfigText text) {
        device.interfaces().stream()
                .filter(each -> loopbacks == (each instanceof LoopbackInterface))
                .forEach(each -> writeInterface(each, text));
    }

    private void writeInterface(DeviceInterface written, ConfigText text) {
        text.line("interface " + written.name().longName());
        language.interfaceParts().forEach(part -> part.write(device, written, text));
        text.separator();
    }
}
