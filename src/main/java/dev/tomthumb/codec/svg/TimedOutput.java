package dev.tomthumb.codec.svg;

import com.github.weisj.jsvg.renderer.output.Output;
import java.io.Serial;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is drawn on, until the time is over: asked before every shape. */
final class TimedOutput implements InvocationHandler {
    private final Output output;
    private final long end;

    private TimedOutput(Output output, long end) {
        this.output = output;
        this.end = end;
    }

    /** The time is over. */
    static final class OverdueException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    static Output of(Output output, Duration longest) {
        return of(output, System.nanoTime() + longest.toNanos());
    }

    private static Output of(Output output, long end) {
        return (Output) Proxy.newProxyInstance(
                TimedOutput.class.getClassLoader(), new Class<?>[] {Output.class}, new TimedOutput(output, end));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (System.nanoTime() - end > 0) {
            throw new OverdueException();
        }
        try {
            Object result = method.invoke(output, arguments);
            return method.getName().equals("createChild") ? of((Output) result, end) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
