/** A program that no native image can be made of: a running thread would have to be stored in the image. */
final class Clash {

    private static final Thread RUNNING = started();

    private static Thread started() {
        Thread thread = new Thread(() -> {
            while (true) {
                Thread.onSpinWait();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    public static void main(String[] arguments) {
        System.out.println(RUNNING.getName());
    }
}
