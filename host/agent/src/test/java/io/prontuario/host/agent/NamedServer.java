package io.prontuario.host.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A TCP server that says its name and then repeats every line. */
final class NamedServer implements AutoCloseable {
    /** What a client is told that reaches no server. */
    static final String NONE = "";

    private final String name;
    private final ServerSocket listener;

    NamedServer(String name, String address, int port) throws IOException {
        this.name = name;
        this.listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(address, port));
        thread(this::accept);
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "named-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                thread(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            say(socket, name);
            BufferedReader lines = reader(socket);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                say(socket, line);
            }
        } catch (IOException e) {
            // The client has gone, or its connection was cut.
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection, as an application's pool keeps it. */
    static final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;
        private final String server;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(5_000);
            lines = reader(socket);
            server = read();
        }

        /** The name that the server said, or {@link #NONE}. */
        String server() {
            return server;
        }

        /** Whether the connection still reaches its server. */
        boolean echoes() {
            try {
                say(socket, "ping");
                return read().equals("ping");
            } catch (IOException e) {
                return false;
            }
        }

        private String read() {
            try {
                String line = lines.readLine();
                return line == null ? NONE : line;
            } catch (IOException e) {
                return NONE;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
