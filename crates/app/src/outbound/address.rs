//! Which network addresses may be connected to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::Reach;

/// True when an address may be connected to for somebody who may reach so far.
pub(super) fn within(reach: Reach, address: IpAddr) -> bool {
    match reach {
        Reach::Public => is_public(address),
        Reach::PublicOrPrivate => is_public(address) || is_private(address),
        Reach::Private => is_private(address),
        Reach::ThisMachine => plain(address).is_loopback(),
    }
}

/// An IPv4 address written as an IPv6 one is that IPv4 address.
fn plain(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(six) => six.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    }
}

/// True for what is routed on the internet: neither this machine, nor its network, nor anything the
/// registries keep for documentation, tunnels, groups or later (RFC 6890 and its updates).
fn is_public(address: IpAddr) -> bool {
    match plain(address) {
        IpAddr::V4(four) => is_public_v4(four),
        IpAddr::V6(six) => is_public_v6(six),
    }
}

fn is_public_v4(four: Ipv4Addr) -> bool {
    let [a, b, c, _] = four.octets();
    !matches!(
        (a, b, c),
        (0 | 10 | 127 | 224..=255, _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 31, 196)
            | (192, 52, 193)
            | (192, 88, 99)
            | (192, 168, _)
            | (192, 175, 48)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    )
}

fn is_public_v6(six: Ipv6Addr) -> bool {
    let parts = six.segments();
    // NAT64: behind the well-known prefix stands an IPv4 address, which decides.
    if parts[..6] == [0x64, 0xff9b, 0, 0, 0, 0] {
        let [.., a, b, c, d] = six.octets();
        return is_public_v4(Ipv4Addr::new(a, b, c, d));
    }
    let [first, second, ..] = parts;
    let global = first & 0xe000 == 0x2000;
    let special = match first {
        0x2001 => second < 0x0200 || second == 0x0db8,
        0x2002 => true,
        0x3fff => second < 0x1000,
        _ => false,
    };
    global && !special
}

/// True for this machine and the network of the house. Link-local addresses are neither: what gives
/// machines their secrets answers there.
fn is_private(address: IpAddr) -> bool {
    match plain(address) {
        IpAddr::V4(four) => four.is_loopback() || four.is_private(),
        IpAddr::V6(six) => six.is_loopback() || six.segments()[0] & 0xfe00 == 0xfc00,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(reach: Reach, addresses: &[&str], expected: bool) {
        for address in addresses {
            let parsed = address.parse().unwrap();
            assert_eq!(within(reach, parsed), expected, "{address} {reach:?}");
        }
    }

    const PUBLIC: [&str; 6] = [
        "1.1.1.1",
        "157.240.0.1",
        "172.32.0.1",
        "2a03:2880:f003:c07::1",
        "::ffff:157.240.0.1",
        "64:ff9b::9df0:1",
    ];
    const HERE: [&str; 3] = ["127.0.0.1", "::1", "::ffff:127.0.0.1"];
    const HOUSE: [&str; 4] = ["10.1.2.3", "172.16.0.1", "192.168.1.20", "fd00::5"];
    const NEVER: [&str; 17] = [
        "0.0.0.0",
        "169.254.169.254",
        "::ffff:169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "203.0.113.9",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "fe80::1",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "3fff::1",
    ];

    #[test]
    fn only_addresses_of_the_internet_are_public() {
        all(Reach::Public, &PUBLIC, true);
        for others in [&HERE[..], &HOUSE, &NEVER] {
            all(Reach::Public, others, false);
        }
    }

    #[test]
    fn a_private_target_is_this_machine_or_the_house_and_never_the_link() {
        all(Reach::Private, &HERE, true);
        all(Reach::Private, &HOUSE, true);
        all(Reach::Private, &PUBLIC, false);
        all(Reach::Private, &NEVER, false);
        all(Reach::PublicOrPrivate, &NEVER, false);
        all(Reach::PublicOrPrivate, &PUBLIC, true);
    }

    #[test]
    fn a_simulated_platform_is_on_this_machine_and_nowhere_else() {
        all(Reach::ThisMachine, &HERE, true);
        for others in [&PUBLIC[..], &HOUSE, &NEVER] {
            all(Reach::ThisMachine, others, false);
        }
    }
}
