// Provokes each bug and prints it as one line of JSON: the chain outermost first, frames crash frame first.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;

namespace Shop
{
    public static class Run
    {
        public static void Main()
        {
            foreach (var bug in Bugs.All())
            {
                try
                {
                    new Dispatcher().Dispatch(bug.Value);
                    Console.Error.WriteLine("no error from " + bug.Key);
                }
                catch (Exception e)
                {
                    Console.WriteLine("{\"bug\":" + Quote("csharp/" + bug.Key) + ",\"language\":\"csharp\",\"chain\":[" + Chain(e) + "]}");
                }
            }
        }

        static string Chain(Exception e)
        {
            var found = new List<string>();
            for (var at = e; at != null && found.Count < 6; at = at.InnerException)
            {
                var frames = (new StackTrace(at, true).GetFrames() ?? new StackFrame[0]).Where(f => f.GetMethod() != null && f.GetMethod().DeclaringType != typeof(Run));
                found.Add("{\"type\":" + Quote(at.GetType().FullName) + ",\"value\":" + Quote(at.Message.Split('\n')[0])
                    + ",\"frames\":[" + string.Join(",", frames.Take(60).Select(Frame)) + "]}");
            }
            return string.Join(",", found);
        }

        static string Frame(StackFrame frame)
        {
            var method = frame.GetMethod();
            var module = method.DeclaringType == null ? "" : method.DeclaringType.FullName;
            var own = module.StartsWith("Shop.");
            var file = own && frame.GetFileName() != null ? Path.GetFileName(frame.GetFileName()) : "";
            return "{\"function\":" + Quote(method.Name) + ",\"module\":" + Quote(module) + ",\"file\":" + Quote(file)
                + ",\"line\":" + Math.Max(0, frame.GetFileLineNumber()) + ",\"in_app\":" + (own ? "true" : "false") + "}";
        }

        static string Quote(string text)
        {
            var quoted = new StringBuilder("\"");
            foreach (var c in text)
            {
                quoted.Append(c == '"' || c == '\\' || c < ' ' ? "\\u" + ((int) c).ToString("x4") : c.ToString());
            }
            return quoted.Append('"').ToString();
        }
    }
}
