package labwire.netlab.console.ios;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.bridge.VlanSet;
import labwire.netlab.console.ArgumentType;
import labwire.netlab.console.ArgumentType.Reading;
import labwire.netlab.console.CommandLine;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.wire.Ipv4Address;

/** The kinds of argument that IOS's grammars have beside the basic ones. */
public final class IosTypes {
    /** {@code Gi0/1}, {@code gig 0/1}, {@code vlan 10}. */
    public static final ArgumentType<InterfaceName> INTERFACE =
            new ArgumentType<>("INTERFACE", IosTypes::interfaceName);

    /** {@code gi0/1 - 3, gi1/0}: a list of interfaces. */
    public static final ArgumentType<InterfaceList> INTERFACE_RANGE =
            new ArgumentType<>("INTERFACE-RANGE", IosTypes::interfaceRange);

    /** {@code 1,10-20}, {@code all}, {@code none}. */
    public static final ArgumentType<VlanSet> VLAN_LIST = ArgumentType.ofWord("VLAN-LIST", IosTypes::vlans);

    /** One address or more, to the end of the line. */
    public static final ArgumentType<AddressList> ADDRESSES = new ArgumentType<>("A.B.C.D...", IosTypes::addresses);

    static final List<ArgumentType<?>> ALL = List.of(INTERFACE, INTERFACE_RANGE, VLAN_LIST, ADDRESSES);

    /** Interfaces in the order in which they were named. */
    public record InterfaceList(List<InterfaceName> names) {}

    public record AddressList(List<Ipv4Address> addresses) {}

    /** Interfaces of one range. */
    private static final int MAX_RANGE = 1_000;

    private IosTypes() {}

    private static Optional<Reading<InterfaceName>> interfaceName(CommandLine line, int index) {
        Optional<Reading<InterfaceName>> inOneWord =
                InterfaceName.tryParse(line.word(index)).map(name -> new Reading<>(name, 1));
        if (inOneWord.isPresent() || index + 1 == line.size()) {
            return inOneWord;
        }
        return InterfaceName.tryParse(line.word(index) + " " + line.word(index + 1))
                .map(name -> new Reading<>(name, 2));
    }

    private static Optional<Reading<InterfaceList>> interfaceRange(CommandLine line, int index) {
        List<InterfaceName> names = new ArrayList<>();
        for (String part : line.from(index).split(",", -1)) {
            String[] ends = part.strip().split("\\s*-\\s*", -1);
            Optional<InterfaceName> first = InterfaceName.tryParse(ends[0]);
            Optional<InterfaceName> last = ends.length == 1 ? first : first.flatMap(from -> endOf(from, ends[1]));
            if (ends.length > 2
                    || first.isEmpty()
                    || last.isEmpty()
                    || last.get().number() - first.get().number() >= MAX_RANGE - names.size()) {
                return Optional.empty();
            }
            for (int number = first.get().number(); number <= last.get().number(); number++) {
                names.add(new InterfaceName(first.get().type(), first.get().slot(), number));
            }
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reading<>(new InterfaceList(names), line.size() - index));
    }

    /** The end of a range: the last number alone, or a whole name of the same type and slot. */
    private static Optional<InterfaceName> endOf(InterfaceName first, String text) {
        Optional<InterfaceName> end = text.matches("[0-9]{1,4}")
                ? Optional.of(new InterfaceName(first.type(), first.slot(), Integer.parseInt(text)))
                : InterfaceName.tryParse(text);
        return end.filter(
                name -> name.type() == first.type() && name.slot() == first.slot() && name.number() >= first.number());
    }

    private static Optional<Reading<AddressList>> addresses(CommandLine line, int index) {
        List<Ipv4Address> addresses = new ArrayList<>();
        for (int i = index; i < line.size(); i++) {
            Optional<Ipv4Address> address = Ipv4Address.tryParse(line.word(i));
            if (address.isEmpty()) {
                return Optional.empty();
            }
            addresses.add(address.get());
        }
        return Optional.of(new Reading<>(new AddressList(addresses), addresses.size()));
    }

    private static Optional<VlanSet> vlans(String word) {
        try {
            return Optional.of(VlanSet.parse(word));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
