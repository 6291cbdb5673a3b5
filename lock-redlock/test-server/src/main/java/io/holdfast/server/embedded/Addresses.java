package io.holdfast.server.embedded;

import io.holdfast.server.engine.ServerConfig;
import io.holdfast.server.tcp.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a server listens, from {@code bind}, {@code port} and {@code unixsocket}: names and
 * addresses of this machine, {@code *} for all of IPv4, {@code ::*} for all of IPv6; what begins
 * with a minus may be missing.
 */
final class Addresses {

  private static final String ALL_IPV4 = "0.0.0.0";
  private static final String ALL_IPV6 = "::";

  private Addresses() {}

  /**
   * The endpoints.
   *
   * @param anyPort whether port zero is any that is free, of the first address only; otherwise it
   *     is none
   */
  static List<Endpoint> of(ServerConfig config, boolean anyPort) throws UnknownHostException {
    int port = Math.toIntExact(config.port.get());
    List<Endpoint> endpoints = new ArrayList<>();
    if (port > 0 || anyPort) {
      for (String word : config.bind.get().split(" +", -1)) {
        addTcp(endpoints, word, port);
      }
    }
    if (port == 0 && endpoints.size() > 1) {
      endpoints.subList(1, endpoints.size()).clear();
    }
    if (!config.unixSocket.get().isEmpty()) {
      endpoints.add(new Endpoint(UnixDomainSocketAddress.of(config.unixSocket.get()), false));
    }
    return endpoints;
  }

  private static void addTcp(List<Endpoint> endpoints, String word, int port)
      throws UnknownHostException {
    boolean optional = word.startsWith("-");
    String host = optional ? word.substring(1) : word;
    if (!host.isEmpty()) {
      InetAddress address =
          switch (host) {
            case "*" -> InetAddress.getByName(ALL_IPV4);
            case "::*" -> InetAddress.getByName(ALL_IPV6);
            default -> InetAddress.getByName(host);
          };
      endpoints.add(new Endpoint(new InetSocketAddress(address, port), optional));
    }
  }
}
