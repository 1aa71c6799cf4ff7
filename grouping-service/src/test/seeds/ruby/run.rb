# Provokes each bug and prints it as one line of JSON: the chain outermost first, frames crash frame first.
require "json"
ROOT = File.join(__dir__, "shop")
Dir[File.join(ROOT, "*.rb")].sort.each { |file| require file }

def frames(error)
  (error.backtrace_locations || []).first(80).map do |at|
    path = at.absolute_path || at.path
    line = File.exist?(path) ? File.readlines(path)[at.lineno - 1].to_s.chomp : ""
    { function: at.label, file: path, line: at.lineno, in_app: path.start_with?(ROOT), context: line }
  end
end

def chain(error)
  found = []
  while error && found.size < 6
    found << { type: error.class.name, value: error.message.lines.first.to_s.chomp[0, 500], frames: frames(error) }
    error = error.cause
  end
  found
end

Shop::BUGS.each do |bug, action|
  begin
    Shop::Stack.new.call("bug" => action)
    warn "no error from #{bug}"
  rescue Exception => error
    puts JSON.generate(bug: "ruby/#{bug}", language: "ruby", chain: chain(error))
  end
end
